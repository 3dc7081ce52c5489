// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { AccessManager } from "@openzeppelin/contracts/access/manager/AccessManager.sol";

import { BitcoinRelay } from "../src/BitcoinRelay.sol";
import { DepositMinter } from "../src/DepositMinter.sol";
import { BridgeModules, EntanglementManager } from "../src/EntanglementManager.sol";
import { EscrowBuffer } from "../src/EscrowBuffer.sol";
import { HolderSelector } from "../src/HolderSelector.sol";
import { IEntanglementManager } from "../src/interfaces/IEntanglementManager.sol";
import { IRequestIds } from "../src/interfaces/IRequestIds.sol";
import { MintModules } from "../src/minting/MintBook.sol";
import { QpBTC } from "../src/QpBTC.sol";
import { StakerRegistry } from "../src/StakerRegistry.sol";
import { StakerSelector } from "../src/StakerSelector.sol";
import { BridgeParams, MintParams } from "../src/types/BridgeTypes.sol";
import { RegistryModules } from "../src/types/StakerTypes.sol";
import { WithdrawalModules, WithdrawalParams } from "../src/types/WithdrawalTypes.sol";
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
    DepositMinter minter;
    EscrowBuffer escrow;
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
    MintParams mintParams;
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
    /// @param expected addresses of QpBTC, StakerSelector, StakerRegistry, EntanglementManager, HolderSelector,
    /// WithdrawalManager, DepositMinter and EscrowBuffer, which know each other
    function deploy(SystemConfig memory c, address deployer, address guardian, address[8] memory expected)
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
        d.qpBTC = new QpBTC(expected[6], expected[5]);
        d.selector = new StakerSelector(expected[3], expected[2], c.priceFeed, c.maxPriceAge);
        d.registry = new StakerRegistry(
            address(d.accessManager),
            RegistryModules(expected[3], expected[6], expected[5], expected[1], expected[4]),
            c.collateralToken,
            c.priceFeed,
            c.maxPriceAge,
            c.registrationBondWei
        );
        d.bridge = new EntanglementManager(
            address(d.accessManager),
            BridgeModules(address(d.relay), expected[2], expected[1], expected[6], expected[7]),
            c.params
        );
        d.holders = new HolderSelector(expected[5], expected[2]);
        d.withdrawals = new WithdrawalManager(
            address(d.accessManager),
            WithdrawalModules(expected[3], expected[6], expected[2], expected[4], address(d.relay), expected[0]),
            c.withdrawalParams
        );
        d.minter = new DepositMinter(
            address(d.accessManager),
            MintModules(expected[3], address(d.relay), expected[2], expected[0], expected[7]),
            c.mintParams,
            c.feeRecipient
        );
        d.escrow = new EscrowBuffer(address(d.accessManager), expected[3], expected[6]);
        _check(expected[0], address(d.qpBTC));
        _check(expected[1], address(d.selector));
        _check(expected[2], address(d.registry));
        _check(expected[3], address(d.bridge));
        _check(expected[4], address(d.holders));
        _check(expected[5], address(d.withdrawals));
        _check(expected[6], address(d.minter));
        _check(expected[7], address(d.escrow));

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
