// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { AccessManager } from "@openzeppelin/contracts/access/manager/AccessManager.sol";

import { BitcoinRelay } from "../src/BitcoinRelay.sol";
import { EntanglementManager } from "../src/EntanglementManager.sol";
import { HolderSelector } from "../src/HolderSelector.sol";
import { IEntanglementManager } from "../src/interfaces/IEntanglementManager.sol";
import { IRequestIds } from "../src/interfaces/IRequestIds.sol";
import { QpBTC } from "../src/QpBTC.sol";
import { StakerRegistry } from "../src/StakerRegistry.sol";
import { StakerSelector } from "../src/StakerSelector.sol";
import { BridgeParams } from "../src/types/BridgeTypes.sol";
import { RegistryModules } from "../src/types/StakerTypes.sol";
import { WithdrawalParams } from "../src/types/WithdrawalTypes.sol";
import { WithdrawalManager } from "../src/WithdrawalManager.sol";

/// @notice Everything a deployment is made of, by the names of `lib/config/endpoints.ts`.
struct Deployed {
    AccessManager accessManager;
    IRequestIds requestIds;
    QpBTC qpBTC;
    BitcoinRelay relay;
    StakerRegistry registry;
    StakerSelector selector;
    EntanglementManager bridge;
    HolderSelector holders;
    WithdrawalManager withdrawals;
    address collateralToken;
    address priceFeed;
}

/// @notice What differs from chain to chain.
/// @param checkpointHeader 80 bytes of a Bitcoin block that is on the best chain for good
/// @param epochStart time of the first block of its epoch, in seconds
/// @param minBlockWork chainwork below which a confirming block is no evidence
/// @param maxPriceAge seconds
/// @param registrationBondWei wei
struct SystemConfig {
    bytes checkpointHeader;
    uint256 checkpointHeight;
    uint32 epochStart;
    uint32 powLimitBits;
    bool noRetarget;
    string chainName;
    uint256 minBlockWork;
    uint256 maxPriceAge;
    uint256 registrationBondWei;
    BridgeParams params;
    WithdrawalParams withdrawalParams;
    address feeRecipient;
    address collateralToken;
    address priceFeed;
}

/// @notice Puts the modules together. The script and the tests deploy by this one piece of code.
library SystemDeployer {
    /// @dev may pause new deposits, nothing else
    uint64 internal constant GUARDIAN_ROLE = 1;

    /// @notice Thrown when a contract did not land where the others expect it: the deployer was used meanwhile.
    error SystemDeployer_AddressMissed(address expected, address actual);

    /// @param deployer who creates the contracts and is the access manager's first admin
    /// @param expected addresses of QpBTC, StakerSelector, StakerRegistry, EntanglementManager, HolderSelector and
    /// WithdrawalManager, which know each other
    function deploy(SystemConfig memory c, address deployer, address guardian, address[6] memory expected)
        internal
        returns (Deployed memory d)
    {
        d.collateralToken = c.collateralToken;
        d.priceFeed = c.priceFeed;
        d.accessManager = new AccessManager(deployer);
        d.relay = new BitcoinRelay(
            c.checkpointHeader,
            c.checkpointHeight,
            c.epochStart,
            c.powLimitBits,
            c.noRetarget,
            c.chainName,
            c.minBlockWork
        );
        d.qpBTC = new QpBTC(expected[3], expected[5]);
        d.selector = new StakerSelector(expected[3], expected[2], c.priceFeed, c.maxPriceAge);
        d.registry = new StakerRegistry(
            address(d.accessManager),
            RegistryModules(expected[3], expected[5], expected[1], expected[4]),
            c.collateralToken,
            c.priceFeed,
            c.maxPriceAge,
            c.registrationBondWei
        );
        d.bridge = new EntanglementManager(
            address(d.accessManager), address(d.relay), expected[2], expected[1], expected[0], c.feeRecipient, c.params
        );
        d.holders = new HolderSelector(expected[5], expected[2]);
        d.withdrawals = new WithdrawalManager(
            address(d.accessManager),
            expected[3],
            expected[2],
            expected[4],
            address(d.relay),
            expected[0],
            c.withdrawalParams
        );
        _check(expected[0], address(d.qpBTC));
        _check(expected[1], address(d.selector));
        _check(expected[2], address(d.registry));
        _check(expected[3], address(d.bridge));
        _check(expected[4], address(d.holders));
        _check(expected[5], address(d.withdrawals));

        d.requestIds = d.bridge;
        d.bridge.setIssuer(address(d.withdrawals), true);
        bytes4[] memory guarded = new bytes4[](2);
        guarded[0] = IEntanglementManager.pauseDeposits.selector;
        guarded[1] = IEntanglementManager.unpauseDeposits.selector;
        d.accessManager.setTargetFunctionRole(address(d.bridge), guarded, GUARDIAN_ROLE);
        d.accessManager.labelRole(GUARDIAN_ROLE, "GUARDIAN");
        d.accessManager.grantRole(GUARDIAN_ROLE, guardian, 0);
    }

    function _check(address expected, address actual) private pure {
        if (expected != actual) revert SystemDeployer_AddressMissed(expected, actual);
    }
}
