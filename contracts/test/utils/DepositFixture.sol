// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { LocalCollateral } from "../../src/local/LocalCollateral.sol";
import { LocalPriceFeed } from "../../src/local/LocalPriceFeed.sol";
import { StakerKeys } from "../../src/libraries/StakerKeys.sol";
import { Proof } from "../../src/types/BitcoinTypes.sol";
import { BridgeParams, DepositState, DepositView, MintParams } from "../../src/types/BridgeTypes.sol";
import { WithdrawalParams } from "../../src/types/WithdrawalTypes.sol";
import { Deployed, SystemConfig } from "../../script/SystemDeployer.sol";
import { BitcoinFixture } from "./BitcoinFixture.sol";
import { CampaignRecord } from "./CampaignRecord.sol";
import { SystemHost } from "./SystemHost.sol";

/// @notice The whole system, deployed by the same code as the real one, on a regtest chain mined in the test. The test
/// contract is the admin; nothing is mocked.
abstract contract DepositFixture is BitcoinFixture, CampaignRecord {
    uint64 internal constant BTC = 1e8;
    /// @dev sats for one whole token × 10^8
    int192 internal constant PRICE = 100_000 * 1e8;
    uint256 internal constant START_TIME = uint256(GENESIS_TIME) + 30 days;
    bytes20 internal constant REFUND_KEY = bytes20(hex"00112233445566778899aabbccddeeff00112233");

    Deployed internal system;
    LocalCollateral internal collateral;
    LocalPriceFeed internal feed;
    address internal guardian;
    address internal feeRecipient;
    address internal alice;
    address internal bob;
    address[] internal stakers;

    function setUp() public virtual {
        vm.warp(START_TIME);
        vm.roll(1000);
        guardian = makeAddr("guardian");
        feeRecipient = makeAddr("fee recipient");
        alice = makeAddr("alice");
        bob = makeAddr("bob");
        vm.deal(alice, 1e6 ether);
        vm.deal(bob, 1e6 ether);
        _startBitcoin();
        collateral = new LocalCollateral();
        feed = new LocalPriceFeed(address(this), PRICE);
        _deploy();
        mine(system.relay, 1);
    }

    function defaultParams() internal pure returns (BridgeParams memory) {
        return BridgeParams({
            dustSats: 10_000,
            requestLimitSats: 100e8,
            bondMinBps: 50,
            bondMaxBps: 300,
            depositPeriodSeconds: 1 days,
            depositPeriodBlocks: 144
        });
    }

    function defaultMintParams() internal pure virtual returns (MintParams memory) {
        return MintParams({ depositFeeBps: 15, confirmations: 6, mintLimitSats: 500e8 });
    }

    /// @dev work that a confirming block must have to be evidence
    function minBlockWork() internal pure virtual returns (uint256) {
        return REGTEST_WORK;
    }

    function _deploy() private {
        address host = vm.deployCode("SystemHost.sol:SystemHost");
        uint256 nonce = vm.getNonce(address(this)) + 2;
        address[8] memory expected;
        for (uint256 i; i < 8; ++i) {
            expected[i] = vm.computeCreateAddress(address(this), nonce + i);
        }
        SystemConfig memory config = SystemConfig({
            checkpointHeader: checkpointHeader(),
            checkpointHeight: CHECKPOINT,
            epochStart: GENESIS_TIME - 3600,
            powLimitBits: REGTEST_BITS,
            noRetarget: true,
            chainName: "regtest",
            minBlockWork: minBlockWork(),
            maxPriceAge: 30 days,
            registrationBondWei: 0.1 ether,
            params: defaultParams(),
            mintParams: defaultMintParams(),
            withdrawalParams: WithdrawalParams({
                dustSats: 10_000, redeemFeeBps: 50, latePenaltyBps: 1000, periodSeconds: 1 days, periodBlocks: 144
            }),
            feeRecipient: feeRecipient,
            collateralToken: address(collateral),
            priceFeed: address(feed)
        });
        (bool ok, bytes memory deployed) =
            host.delegatecall(abi.encodeCall(SystemHost.deploy, (config, address(this), guardian, expected)));
        require(ok, string(deployed));
        system = abi.decode(deployed, (Deployed));
    }

    // --- stakers ---

    /// @notice Registers a staker and gives it collateral for `capacitySats`, which weighs at once.
    function addStaker(uint64 capacitySats) internal returns (address staker) {
        staker = registerStaker(string.concat("staker ", vm.toString(stakers.length + 1)));
        if (capacitySats == 0) return staker;
        addCollateral(staker, collateralFor(capacitySats));
        mature(staker);
    }

    function addStakers(uint256 count, uint64 capacitySats) internal {
        for (uint256 i; i < count; ++i) {
            addStaker(capacitySats);
        }
    }

    function registerStaker(string memory name) internal returns (address staker) {
        uint256 key;
        (staker, key) = makeAddrAndKey(name);
        vm.deal(staker, 1000 ether);
        system.registry.setWhitelisted(staker, true);
        (uint256 x, uint256 y, bytes memory signature) = keyProof(staker, key);
        uint256 bond = system.registry.registrationBond();
        vm.prank(staker);
        system.registry.register{ value: bond }(x, y, signature, sweepScript(staker));
        stakers.push(staker);
    }

    function keyProof(address staker, uint256 key) internal returns (uint256 x, uint256 y, bytes memory signature) {
        bytes32 digest = StakerKeys.digest(StakerKeys.message(staker, block.chainid, address(system.registry)));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        x = vm.createWallet(key).publicKeyX;
        y = vm.createWallet(key).publicKeyY;
        signature = abi.encodePacked(r, s, v);
    }

    function sweepScript(address staker) internal pure returns (bytes memory) {
        return abi.encodePacked(hex"0014", bytes20(staker));
    }

    /// @return the least collateral that backs `sats` at `PRICE`
    function collateralFor(uint64 sats) internal pure returns (uint256) {
        uint256 valueSats = (uint256(sats) * 150 + 99) / 100;
        return valueSats * 1e18 * 1e8 / uint256(int256(PRICE));
    }

    function addCollateral(address staker, uint256 amount) internal {
        collateral.mint(staker, amount);
        vm.startPrank(staker);
        collateral.approve(address(system.registry), amount);
        system.registry.depositCollateral(amount);
        vm.stopPrank();
    }

    /// @notice Lets what a staker changed come into force.
    function mature(address staker) internal {
        vm.roll(vm.getBlockNumber() + system.registry.MATURE_BLOCKS());
        system.registry.refreshWeight(staker);
    }

    // --- deposits ---

    function request(address who, uint64 sats) internal returns (uint256 reqId) {
        uint256 bond = system.bridge.quoteDeposit(sats).bondWei;
        vm.prank(who);
        return system.bridge.requestDeposit{ value: bond }(sats, who, REFUND_KEY, false);
    }

    function resolve(uint256 reqId) internal {
        uint256 ready = system.selector.drawBlockOf(reqId) + 3;
        if (vm.getBlockNumber() < ready) vm.roll(ready);
        system.bridge.resolveDeposit(reqId);
    }

    /// @notice A request that has its staker.
    function assigned(address who, uint64 sats) internal returns (uint256 reqId) {
        reqId = request(who, sats);
        resolve(reqId);
    }

    /// @notice Pays `sats` to the share's script, with `confirmations` blocks, and returns the proof.
    function pay(uint256 reqId, uint64 sats, uint256 confirmations) internal returns (Proof[] memory proofs) {
        proofs = new Proof[](1);
        proofs[0] = mineWith(system.relay, buildPayment(system.bridge.depositScript(reqId, 0), sats), 5, 4);
        if (confirmations > 1) mine(system.relay, confirmations - 1);
    }

    function minted(address who, uint64 sats) internal returns (uint256 reqId) {
        reqId = assigned(who, sats);
        Proof[] memory proofs = pay(reqId, sats, system.minter.confirmationsFor(sats));
        system.minter.executeDeposit(reqId, 0, proofs);
    }

    /// @notice Passes both clocks beyond a share's deadline and its margin.
    function passDeadline(uint256 reqId) internal {
        DepositView memory deposit = system.bridge.depositOf(reqId, 0);
        vm.warp(deposit.deadlineTime + 1);
        mineTo(deposit.deadlineHeight + system.bridge.EXPIRY_MARGIN_BLOCKS() + 1);
    }

    function mineTo(uint256 height) internal {
        if (height > minedHeight) mine(system.relay, height - minedHeight);
    }

    function stateOf(uint256 reqId) internal view returns (DepositState) {
        return system.bridge.depositOf(reqId, 0).state;
    }

    function assertState(uint256 reqId, DepositState expected, string memory label) internal view {
        assertEq(uint256(stateOf(reqId)), uint256(expected), label);
    }
}
