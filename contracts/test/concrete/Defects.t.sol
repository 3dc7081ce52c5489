// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IEntanglementManager } from "../../src/interfaces/IEntanglementManager.sol";
import { IStakerRegistry } from "../../src/interfaces/IStakerRegistry.sol";
import { Proof } from "../../src/types/BitcoinTypes.sol";
import { DepositState, DepositView } from "../../src/types/BridgeTypes.sol";
import { StakerView } from "../../src/types/StakerTypes.sol";
import { DepositFixture } from "../utils/DepositFixture.sol";

/// @dev looks, while it is paid, at what the bridge has written down
contract Watcher {
    IEntanglementManager private immutable _bridge;
    uint256 public seenBond;
    uint256 public seenId;

    constructor(IEntanglementManager bridge) {
        _bridge = bridge;
    }

    function ask(uint64 sats) external payable returns (uint256) {
        return _bridge.requestDeposit{ value: msg.value }(sats, address(this), bytes20(uint160(1)), false);
    }

    receive() external payable {
        seenId = 1;
        seenBond = _bridge.depositOf(seenId, 0).bondWei;
    }
}

/// @notice Defects of the systems that this bridge descends from, each by its name in `docs/invariants.md`: none may come
/// back.
contract DefectsTest is DepositFixture {
    function setUp() public override {
        super.setUp();
        addStakers(3, BTC);
    }

    /// stake kept apart from capacity not at all, so unstaking below the backing passes: 1.00 staked, 0.50 deposited,
    /// 0.52 unstaked
    function test_Defect_UnstakeBelowTheBacking() external {
        uint256 reqId = assigned(alice, BTC / 2);
        address staker = system.bridge.depositOf(reqId, 0).staker;
        uint256 one = collateralFor(BTC);
        for (uint256 i; i < 2; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(
                    IStakerRegistry.StakerRegistry_CollateralNeeded.selector, one * 52 / 100, one / 2
                )
            );
            vm.prank(staker);
            system.registry.requestUnstake(one * 52 / 100);
            // Once while it is only promised, once when it is issued.
            if (i == 0) system.minter.executeDeposit(reqId, 0, pay(reqId, BTC / 2, 6));
        }
        vm.prank(staker);
        system.registry.requestUnstake(one / 2);
    }

    /// capacity raised on a staker that never took the deposit
    function test_Defect_CapacityOfAnotherStaker() external {
        uint256 reqId = minted(alice, BTC / 2);
        address carrier = system.bridge.depositOf(reqId, 0).staker;
        for (uint256 i; i < 3; ++i) {
            StakerView memory staker = system.registry.stakerOf(stakers[i]);
            assertEq(staker.issued, stakers[i] == carrier ? BTC / 2 : 0, "issued only where it was taken");
            assertEq(
                system.registry.freeCapacity(stakers[i]), stakers[i] == carrier ? BTC / 2 : BTC, "free capacity too"
            );
        }
    }

    /// request ids collide for equal requests in one block
    function test_Defect_IdsCollideInOneBlock() external {
        uint256 first = request(alice, 10_000);
        uint256 second = request(alice, 10_000);
        assertEq(second, first + 1, "one more");
        resolve(first);
        resolve(second);
        assertNotEq(
            keccak256(system.bridge.depositScript(first, 0)),
            keccak256(system.bridge.depositScript(second, 0)),
            "script"
        );
    }

    /// address quote is a free re-roll and reserves nothing
    function test_Defect_QuoteIsAFreeReroll() external {
        uint256 before = alice.balance;
        uint256 reqId = request(alice, BTC);
        assertGt(before - alice.balance, 0, "asking costs a bond");
        assertEq(system.selector.held(), BTC, "and holds what was asked for");
        vm.expectRevert(
            abi.encodeWithSelector(
                IEntanglementManager.EntanglementManager_WrongState.selector, reqId, 0, DepositState.Requested
            )
        );
        system.bridge.depositScript(reqId, 0);
        resolve(reqId);
        address staker = system.bridge.depositOf(reqId, 0).staker;
        assertEq(system.registry.freeCapacity(staker), 0, "an address exists only with its reservation");
        // The bond comes back only with a paid deposit: another try costs another bond.
        uint256[] memory ids = new uint256[](1);
        ids[0] = reqId;
        vm.expectRevert(
            abi.encodeWithSelector(
                IEntanglementManager.EntanglementManager_WrongState.selector, reqId, 0, DepositState.Assigned
            )
        );
        system.bridge.claimBonds(ids);
    }

    /// anyone can deregister others
    function test_Defect_DeregisterOthers() external {
        StakerView memory before = system.registry.stakerOf(stakers[0]);
        vm.startPrank(alice);
        vm.expectRevert();
        system.registry.requestUnstake(1);
        vm.expectRevert();
        system.registry.setAcceptLimit(0);
        vm.expectRevert();
        system.registry.setWhitelisted(stakers[0], false);
        vm.expectRevert();
        system.selector.setWeight(1, 0);
        system.registry.refreshWeight(stakers[0]);
        vm.stopPrank();
        StakerView memory later = system.registry.stakerOf(stakers[0]);
        assertEq(keccak256(abi.encode(before)), keccak256(abi.encode(later)), "as it was");
        assertEq(system.selector.weightOf(1), BTC / 10_000, "weight too");
    }

    /// only the first matching output counts
    function test_Defect_OnlyTheFirstOutputCounts() external {
        uint256 reqId = assigned(alice, BTC);
        bytes memory script = system.bridge.depositScript(reqId, 0);
        bytes[] memory outs = new bytes[](2);
        outs[0] = output(BTC / 2, script);
        outs[1] = output(BTC / 2, script);
        Proof[] memory proofs = new Proof[](1);
        proofs[0] = mineWith(system.relay, buildTx(outs), 1, 3);
        mine(system.relay, 5);
        system.minter.executeDeposit(reqId, 0, proofs);
        assertEq(system.qpBTC.totalSupply(), BTC, "both");
    }

    /// minted amount not bound to the proven amount
    function test_Defect_MintedAmountNotProven() external {
        uint256 reqId = assigned(alice, BTC / 2);
        system.minter.executeDeposit(reqId, 0, pay(reqId, BTC / 2 + 12_345, 6));
        assertEq(system.qpBTC.totalSupply(), BTC / 2 + 12_345, "what was proven, not what was asked");
        reqId = assigned(alice, BTC / 4);
        system.minter.executeDeposit(reqId, 0, pay(reqId, BTC / 4 - 1, 6));
        assertEq(system.qpBTC.totalSupply(), BTC / 2 + 12_345, "less than asked mints nothing");
        vm.prank(alice);
        system.minter.finalisePartial(reqId, 0);
        assertEq(system.qpBTC.totalSupply(), BTC / 2 + 12_345 + BTC / 4 - 1, "until what was proven is enough");
    }

    /// no confirmation count
    function test_Defect_NoConfirmationCount() external {
        uint256 reqId = assigned(alice, BTC);
        Proof[] memory proofs = pay(reqId, BTC, 1);
        for (uint256 confirmations = 1; confirmations < 6; ++confirmations) {
            vm.expectRevert();
            system.minter.executeDeposit(reqId, 0, proofs);
            mine(system.relay, 1);
        }
        system.minter.executeDeposit(reqId, 0, proofs);
    }

    /// BTC stuck for ever when capacity is short at proof
    function test_Defect_StuckWhenCapacityIsShort() external {
        uint256 reqId = assigned(alice, BTC);
        Proof[] memory proofs = pay(reqId, BTC, 6);
        passDeadline(reqId);
        system.bridge.expireDeposit(reqId, 0);
        feed.set(PRICE / 10, 0);
        system.minter.executeDeposit(reqId, 0, proofs);
        assertState(reqId, DepositState.Escrowed, "waits for room at its staker");
        DepositView memory deposit = system.bridge.depositOf(reqId, 0);
        mineTo(deposit.refundHeight - 1007);
        assertState(reqId, DepositState.Refundable, "the depositor's alone");
        // The depositor's branch: <refundHeight> CLTV DROP DUP HASH160 <key hash> EQUALVERIFY CHECKSIG.
        bytes memory script = system.bridge.depositWitnessScript(reqId, 0);
        bytes memory branch =
            abi.encodePacked(hex"67", hex"02", le(deposit.refundHeight, 2), hex"b17576a914", REFUND_KEY, hex"88ac68");
        assertEq(slice(script, script.length - branch.length, branch.length), branch, "and the script lets it");
    }

    /// an address type that cannot tell P2PKH from P2TR
    function test_Defect_ScriptTypeLost() external {
        bytes[2] memory scripts = [
            abi.encodePacked(hex"76a914", bytes20(alice), hex"88ac"),
            abi.encodePacked(hex"5120", keccak256("a taproot key"))
        ];
        for (uint256 i; i < 2; ++i) {
            (address staker, uint256 key) = makeAddrAndKey(string(abi.encodePacked("typed ", uint8(48 + i))));
            vm.deal(staker, 1 ether);
            system.registry.setWhitelisted(staker, true);
            (uint256 x, uint256 y, bytes memory signature) = keyProof(staker, key);
            vm.prank(staker);
            system.registry.register{ value: 0.1 ether }(x, y, signature, scripts[i]);
            assertEq(system.registry.stakerOf(staker).sweepScript, scripts[i], "whole scripts are kept");
        }
    }

    /// satoshi multiplier wrong by 10
    function test_Defect_SatoshiMultiplier() external {
        assertEq(system.bridge.quoteDeposit(BTC / 2).bondWei, 0.0025 ether, "0.5 % of half a coin of 18 decimals");
        minted(alice, BTC / 2);
        assertEq(system.qpBTC.totalSupply(), 50_000_000, "half a token of 8 decimals");
        assertEq(system.qpBTC.decimals(), 8, "decimals");
        // 1,500 tokens at 100,000 sats are worth 1.5 BTC and back 1.
        assertEq(system.registry.stakerOf(stakers[0]).collateral, 1500 ether, "collateral");
        assertEq(system.registry.collateralCapacity(stakers[0]), BTC, "capacity");
    }

    /// supply bootstrapped from nothing
    function test_Defect_BootstrapMint() external {
        assertEq(system.qpBTC.totalSupply(), 0, "no supply before the first proof");
        vm.expectRevert();
        system.qpBTC.mint(address(this), 1, address(this), 0);
        vm.expectRevert();
        vm.prank(guardian);
        system.qpBTC.mint(guardian, 1, guardian, 0);
    }

    /// effects after external calls
    function test_Defect_EffectsAfterCalls() external {
        Watcher watcher = new Watcher(system.bridge);
        uint256 bond = system.bridge.quoteDeposit(BTC).bondWei;
        vm.deal(address(this), 1 ether);
        uint256 reqId = watcher.ask{ value: bond + 1 }(BTC);
        assertEq(watcher.seenBond(), bond, "the request stood before the excess was sent back");
        resolve(reqId);
        system.minter.executeDeposit(reqId, 0, pay(reqId, BTC, 6));
        uint256[] memory ids = new uint256[](1);
        ids[0] = reqId;
        system.bridge.claimBonds(ids);
        assertEq(watcher.seenBond(), 0, "the bond was gone before it was paid");
    }
}
