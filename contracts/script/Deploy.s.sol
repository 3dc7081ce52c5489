// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { LocalCollateral } from "../src/local/LocalCollateral.sol";
import { LocalPriceFeed } from "../src/local/LocalPriceFeed.sol";
import { BridgeParams, MintParams } from "../src/types/BridgeTypes.sol";
import { WithdrawalParams } from "../src/types/WithdrawalTypes.sol";
import { Deployed, SystemConfig, SystemDeployer } from "./SystemDeployer.sol";
import { ScriptCheats } from "./utils/ScriptCheats.sol";

/// @notice Deploys the whole system for the chain it runs on and writes its address book. `docs/deploy.md` lists the
/// environment variables.
contract Deploy {
    ScriptCheats private constant vm = ScriptCheats(address(uint160(uint256(keccak256("hevm cheat code")))));

    bool public constant IS_SCRIPT = true;
    uint256 private constant LOCAL_CHAIN = 31_337;
    /// @dev of the local feed, see `LocalPriceFeed`
    uint256 private constant LOCAL_FEED_SCALE = 1e8;
    /// @dev regtest's genesis block, the checkpoint when none is given
    string private constant REGTEST_GENESIS =
        "0x0100000000000000000000000000000000000000000000000000000000000000000000003ba3edfd7a7b12b27ac72c3e67768f617fc81bc3888a51323a9fb8aa4b1e5e4adae5494dffff7f2002000000";
    uint256 private constant REGTEST_GENESIS_TIME = 1_296_688_602;

    /// @notice Thrown when a deployment that is not local has no real token, feed, checkpoint or recipients.
    error Deploy_Missing(string name);

    function run() external {
        address deployer = msg.sender;
        address admin = vm.envOr("ADMIN", deployer);
        address guardian = vm.envOr("GUARDIAN", admin);
        SystemConfig memory config = _config(admin);
        uint256 startBlock = block.number;

        vm.startBroadcast();
        if (config.collateralToken == address(0)) config.collateralToken = address(new LocalCollateral());
        if (config.priceFeed == address(0)) config.priceFeed = _localFeed(admin);
        // Access manager, ids and relay come first; then the eight that name each other.
        uint256 nonce = vm.getNonce(deployer) + 2;
        address[8] memory expected;
        for (uint256 i; i < 8; ++i) {
            expected[i] = vm.computeCreateAddress(deployer, nonce + i);
        }
        Deployed memory d = SystemDeployer.deploy(config, deployer, guardian, expected);
        if (admin != deployer) {
            d.accessManager.grantRole(d.accessManager.ADMIN_ROLE(), admin, 0);
            d.accessManager.renounceRole(d.accessManager.ADMIN_ROLE(), deployer);
        }
        vm.stopBroadcast();

        string memory fallbackPath = string.concat("contracts/deployments/", vm.toString(block.chainid), ".json");
        vm.writeFile(vm.envOr("DEPLOY_OUTPUT", fallbackPath), _book(d, startBlock));
    }

    function _config(address admin) private view returns (SystemConfig memory c) {
        string memory path = string.concat("contracts/deployments/config/", vm.toString(block.chainid), ".json");
        string memory json = vm.readFile(path);
        bool local = block.chainid == LOCAL_CHAIN;

        string memory header = vm.envOr("RELAY_CHECKPOINT_HEADER", local ? REGTEST_GENESIS : "");
        if (bytes(header).length == 0) revert Deploy_Missing("RELAY_CHECKPOINT_HEADER");
        c.checkpointHeader = vm.parseBytes(header);
        // A height that is too low would let a depositor mint and take the coin back; no guess is made of it.
        c.checkpointHeight = vm.envOr("RELAY_CHECKPOINT_HEIGHT", local ? 0 : type(uint256).max);
        if (c.checkpointHeight == type(uint256).max) revert Deploy_Missing("RELAY_CHECKPOINT_HEIGHT");
        c.epochStart = uint32(vm.envOr("RELAY_EPOCH_START", local ? REGTEST_GENESIS_TIME : 0));
        if (c.epochStart == 0) revert Deploy_Missing("RELAY_EPOCH_START");
        c.powLimitBits = uint32(vm.parseJsonUint(json, ".relay.powLimitBits"));
        c.noRetarget = vm.parseJsonBool(json, ".relay.noRetarget");
        c.chainName = vm.parseJsonString(json, ".relay.chainName");
        c.minBlockWork = vm.parseJsonUint(json, ".relay.minBlockWork");
        c.maxPriceAge = vm.parseJsonUint(json, ".registry.maxPriceAge");
        c.registrationBondWei = vm.parseJsonUint(json, ".registry.registrationBondWei");
        c.params = _params(json);
        c.mintParams = MintParams({
            depositFeeBps: uint16(vm.parseJsonUint(json, ".minter.depositFeeBps")),
            confirmations: uint16(vm.parseJsonUint(json, ".minter.confirmations")),
            mintLimitSats: uint64(vm.parseJsonUint(json, ".minter.mintLimitSats"))
        });
        c.withdrawalParams = _withdrawalParams(json);
        c.feeRecipient = vm.envOr("FEE_RECIPIENT", local ? admin : address(0));
        if (c.feeRecipient == address(0)) revert Deploy_Missing("FEE_RECIPIENT");
        c.collateralToken = vm.envOr("COLLATERAL_TOKEN", address(0));
        c.priceFeed = vm.envOr("PRICE_FEED", address(0));
        if (!local && c.collateralToken == address(0)) revert Deploy_Missing("COLLATERAL_TOKEN");
        if (!local && c.priceFeed == address(0)) revert Deploy_Missing("PRICE_FEED");
    }

    function _params(string memory json) private pure returns (BridgeParams memory) {
        return BridgeParams({
            dustSats: uint64(vm.parseJsonUint(json, ".bridge.dustSats")),
            requestLimitSats: uint64(vm.parseJsonUint(json, ".bridge.requestLimitSats")),
            bondMinBps: uint16(vm.parseJsonUint(json, ".bridge.bondMinBps")),
            bondMaxBps: uint16(vm.parseJsonUint(json, ".bridge.bondMaxBps")),
            depositPeriodSeconds: uint32(vm.parseJsonUint(json, ".bridge.depositPeriodSeconds")),
            depositPeriodBlocks: uint16(vm.parseJsonUint(json, ".bridge.depositPeriodBlocks"))
        });
    }

    function _withdrawalParams(string memory json) private pure returns (WithdrawalParams memory) {
        return WithdrawalParams({
            dustSats: uint64(vm.parseJsonUint(json, ".withdrawals.dustSats")),
            redeemFeeBps: uint16(vm.parseJsonUint(json, ".withdrawals.redeemFeeBps")),
            latePenaltyBps: uint16(vm.parseJsonUint(json, ".withdrawals.latePenaltyBps")),
            periodSeconds: uint32(vm.parseJsonUint(json, ".withdrawals.periodSeconds")),
            periodBlocks: uint16(vm.parseJsonUint(json, ".withdrawals.periodBlocks"))
        });
    }

    function _localFeed(address owner) private returns (address) {
        string memory json = vm.readFile("contracts/deployments/config/31337.json");
        uint256 answer = vm.parseJsonUint(json, ".local.satsPerToken") * LOCAL_FEED_SCALE;
        return address(new LocalPriceFeed(owner, int192(int256(answer))));
    }

    function _book(Deployed memory d, uint256 startBlock) private view returns (string memory) {
        string memory first = string.concat(
            _entry("AccessManager", address(d.accessManager)),
            _entry("RequestIds", address(d.requestIds)),
            _entry("QpBTC", address(d.qpBTC)),
            _entry("BitcoinRelay", address(d.relay)),
            _entry("StakerRegistry", address(d.registry))
        );
        string memory second = string.concat(
            _entry("StakerSelector", address(d.selector)),
            _entry("EntanglementManager", address(d.bridge)),
            _entry("DepositMinter", address(d.minter)),
            _entry("EscrowBuffer", address(d.escrow))
        );
        string memory third = string.concat(
            _entry("HolderSelector", address(d.holders)),
            _entry("WithdrawalManager", address(d.withdrawals)),
            _entry("CollateralToken", d.collateralToken),
            '    "PriceFeed": "',
            vm.toString(d.priceFeed),
            '"\n'
        );
        return string.concat(
            '{\n  "chainId": ',
            vm.toString(block.chainid),
            ',\n  "startBlock": ',
            vm.toString(startBlock),
            ',\n  "contracts": {\n',
            first,
            second,
            third,
            "  }\n}\n"
        );
    }

    function _entry(string memory name, address at) private pure returns (string memory) {
        return string.concat('    "', name, '": "', vm.toString(at), '",\n');
    }
}
