// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { BitcoinScript } from "../../../src/libraries/BitcoinScript.sol";
import { IDraws } from "../../../src/interfaces/IDraws.sol";
import { IEntanglementManager } from "../../../src/interfaces/IEntanglementManager.sol";
import { BridgeParams, DepositState, DepositView } from "../../../src/types/BridgeTypes.sol";
import { DepositFixture } from "../../utils/DepositFixture.sol";

contract ResolveDepositTest is DepositFixture {
    function setUp() public override {
        super.setUp();
        addStakers(3, 2 * BTC);
    }

    function test_RevertWhen_Unknown() external {
        vm.expectRevert(abi.encodeWithSelector(IEntanglementManager.EntanglementManager_UnknownRequest.selector, 1, 0));
        system.bridge.resolveDeposit(1);
    }

    function test_RevertWhen_ResolvedAlready() external {
        uint256 reqId = assigned(alice, BTC);
        vm.expectRevert(
            abi.encodeWithSelector(
                IEntanglementManager.EntanglementManager_WrongState.selector, reqId, 0, DepositState.Assigned
            )
        );
        system.bridge.resolveDeposit(reqId);
    }

    function test_RevertWhen_EarlierDrawOpen() external {
        request(alice, BTC);
        request(bob, BTC);
        vm.roll(vm.getBlockNumber() + 3);
        vm.expectRevert(abi.encodeWithSelector(IDraws.StakerSelector_NotNext.selector, 2, 1));
        system.bridge.resolveDeposit(2);
        system.bridge.resolveDeposit(1);
        system.bridge.resolveDeposit(2);
        assertState(2, DepositState.Assigned, "in order it works");
    }

    function test_RevertWhen_TooEarly() external {
        uint256 reqId = request(alice, BTC);
        uint256 n = vm.getBlockNumber();
        for (uint256 i; i < 3; ++i) {
            vm.roll(n + i);
            vm.expectRevert(abi.encodeWithSelector(IDraws.StakerSelector_TooEarly.selector, reqId, n + 3));
            system.bridge.resolveDeposit(reqId);
        }
        vm.roll(n + 3);
        system.bridge.resolveDeposit(reqId);
        assertState(reqId, DepositState.Assigned, "three blocks later");
    }

    /// @dev Draws behind one that nobody resolved for long are committed again with it, and count anew like it.
    function test_RecommitMovesTheClocksOfAll() external {
        uint256[3] memory reqIds = [request(alice, BTC), request(bob, BTC), request(alice, BTC)];
        vm.roll(vm.getBlockNumber() + 300);
        skip(30 hours);
        mine(system.relay, 181);
        system.bridge.resolveDeposit(reqIds[0]);
        uint256[] memory again = system.selector.drawsOf(vm.getBlockNumber());
        assertEq(again.length, 3, "all are committed again");
        (uint256 tipHeight,) = system.relay.tip();
        for (uint256 i; i < 3; ++i) {
            assertEq(again[i], reqIds[i], "in their order");
            resolve(reqIds[i]);
            assertEq(system.bridge.depositOf(reqIds[i], 0).deadlineHeight, tipHeight + 144, "a whole period on Bitcoin");
        }
    }

    function test_RecommitStopsAtTheFirstStillInReach() external {
        uint256 first = request(alice, BTC);
        uint256 n = vm.getBlockNumber();
        vm.roll(n + 1);
        uint256 second = request(bob, BTC);
        vm.roll(n + 259);
        uint256 snapshot = vm.snapshotState();
        system.bridge.resolveDeposit(first);
        assertEq(system.selector.drawsOf(n + 259).length, 1, "the second has one block left");
        assertEq(system.selector.drawBlockOf(second), n + 1, "and keeps its seed");
        vm.revertToState(snapshot);
        vm.roll(n + 260);
        system.bridge.resolveDeposit(first);
        assertEq(system.selector.drawsOf(n + 260).length, 2, "a block later both are out of reach");
    }

    /// @dev With the whole period the payer would come too near to the refund: nobody is drawn, the bond goes back.
    function test_RecommittedTooLate_AllCancelled() external {
        uint256 first = request(alice, BTC);
        uint256 second = request(bob, BTC);
        vm.roll(vm.getBlockNumber() + 300);
        skip(23 days);
        feed.set(PRICE, 0);
        mine(system.relay, 3300);
        system.bridge.resolveDeposit(first);
        resolve(first);
        resolve(second);
        assertState(first, DepositState.Cancelled, "too late");
        assertState(second, DepositState.Cancelled, "the one behind it too");
        assertGt(system.bridge.depositOf(second, 0).bondWei, 0, "bond to be claimed");
    }

    function test_LastBlockOfTheWindow() external {
        uint256 reqId = request(alice, BTC);
        vm.roll(vm.getBlockNumber() + 258);
        system.bridge.resolveDeposit(reqId);
        assertState(reqId, DepositState.Assigned, "hash still in reach");
    }

    function test_RecommitWhen_SeedOutOfReach() external {
        uint256 reqId = request(alice, BTC);
        vm.roll(vm.getBlockNumber() + 259);
        uint256 n = vm.getBlockNumber();
        vm.expectEmit(address(system.selector));
        emit IDraws.DrawRecommitted(reqId, n);
        system.bridge.resolveDeposit(reqId);
        assertState(reqId, DepositState.Requested, "still asked for");
        assertEq(system.selector.held(), BTC, "still held");
        assertEq(system.selector.drawBlockOf(reqId), n, "committed again");
        resolve(reqId);
        assertState(reqId, DepositState.Assigned, "then drawn");
    }

    /// @dev The Bitcoin clock of a draw that came late starts when it comes.
    function test_DeadlineAfterRecommit() external {
        uint256 reqId = request(alice, BTC);
        uint256 requestHeight = system.bridge.depositOf(reqId, 0).requestHeight;
        vm.roll(vm.getBlockNumber() + 1000);
        mine(system.relay, 100);
        system.bridge.resolveDeposit(reqId);
        mine(system.relay, 20);
        resolve(reqId);
        assertEq(system.bridge.depositOf(reqId, 0).deadlineHeight, requestHeight + 120 + 144, "whole period");
    }

    /// @dev What is set between request and draw does not touch what was agreed.
    function test_PeriodOfTheRequest() external {
        uint256 reqId = request(alice, BTC);
        uint256 requestHeight = system.bridge.depositOf(reqId, 0).requestHeight;
        BridgeParams memory p = defaultParams();
        (p.depositPeriodSeconds, p.depositPeriodBlocks) = (6 hours, 36);
        system.bridge.setParams(p);
        resolve(reqId);
        DepositView memory deposit = system.bridge.depositOf(reqId, 0);
        assertEq(deposit.deadlineTime, block.timestamp + 1 days, "EVM clock");
        assertEq(deposit.deadlineHeight, requestHeight + 144, "Bitcoin clock");
    }

    function test_CancelWhen_NobodyCarries() external {
        uint256 reqId = request(alice, 6 * BTC);
        uint256 bond = system.bridge.depositOf(reqId, 0).bondWei;
        feed.set(PRICE * 9 / 10, 0);
        vm.roll(vm.getBlockNumber() + 3);
        vm.expectEmit(address(system.bridge));
        emit IEntanglementManager.DepositCancelled(reqId);
        system.bridge.resolveDeposit(reqId);
        assertState(reqId, DepositState.Cancelled, "cancelled");
        assertEq(system.selector.held(), 0, "nothing held");
        uint256 before = alice.balance;
        uint256[] memory ids = new uint256[](1);
        ids[0] = reqId;
        system.bridge.claimBonds(ids);
        assertEq(alice.balance - before, bond, "bond back");
    }

    function test_CancelWhen_NoPrice() external {
        uint256 reqId = request(alice, BTC);
        feed.set(0, 0);
        resolve(reqId);
        assertState(reqId, DepositState.Cancelled, "cancelled");
    }

    function test_CancelWhen_RefundWindowTooNear() external {
        uint256 reqId = request(alice, BTC);
        uint256 refundHeight = system.bridge.depositOf(reqId, 0).refundHeight;
        vm.roll(vm.getBlockNumber() + 1000);
        system.bridge.resolveDeposit(reqId);
        mineTo(refundHeight - 1008 - 36 - 144 + 1);
        resolve(reqId);
        assertState(reqId, DepositState.Cancelled, "no whole period left");
        assertEq(system.registry.totalUsed(), 0, "nothing reserved");
    }

    function test_AssignWhen_WholePeriodLeft() external {
        uint256 reqId = request(alice, BTC);
        uint256 refundHeight = system.bridge.depositOf(reqId, 0).refundHeight;
        vm.roll(vm.getBlockNumber() + 1000);
        system.bridge.resolveDeposit(reqId);
        mineTo(refundHeight - 1008 - 36 - 144);
        resolve(reqId);
        assertState(reqId, DepositState.Assigned, "just enough");
    }

    function test_Resolve() external {
        uint256 reqId = request(alice, BTC);
        vm.roll(vm.getBlockNumber() + 3);
        uint256 requestHeight = system.bridge.depositOf(reqId, 0).requestHeight;
        // One of three; the seed is the same however often it is looked at.
        uint256 snapshot = vm.snapshotState();
        system.bridge.resolveDeposit(reqId);
        address drawn = system.bridge.depositOf(reqId, 0).staker;
        vm.revertToState(snapshot);
        vm.expectEmit(address(system.bridge));
        emit IEntanglementManager.DepositAssigned(reqId, 0, drawn, BTC, block.timestamp + 1 days, requestHeight + 144);
        system.bridge.resolveDeposit(reqId);
        DepositView memory deposit = system.bridge.depositOf(reqId, 0);
        assertEq(deposit.deadlineTime, block.timestamp + 1 days, "EVM clock");
        assertEq(deposit.deadlineHeight, requestHeight + 144, "Bitcoin clock");
        assertEq(system.registry.stakerOf(deposit.staker).toBeIssued, BTC, "reserved");
        assertEq(system.selector.held(), 0, "no longer held");
        assertEq(system.selector.used(), BTC, "used");

        uint256 stakerId = system.registry.stakerOf(deposit.staker).id;
        bytes memory witnessScript = BitcoinScript.depositWitnessScript(
            BitcoinScript.tag(block.chainid, address(system.bridge), reqId, 0),
            system.registry.pubKeyById(stakerId),
            deposit.refundHeight,
            REFUND_KEY
        );
        assertEq(system.bridge.depositWitnessScript(reqId, 0), witnessScript, "witness script");
        assertEq(witnessScript.length, 90, "two-byte height");
        assertEq(deposit.script, abi.encodePacked(hex"0020", sha256(witnessScript)), "P2WSH");
    }

    /// @dev R10
    function testFuzz_ScriptsDiffer(uint8 count) external {
        count = uint8(bound(count, 2, 12));
        bytes32[] memory seen = new bytes32[](count);
        for (uint256 i; i < count; ++i) {
            seen[i] = keccak256(system.bridge.depositScript(assigned(alice, 10_000), 0));
            for (uint256 j; j < i; ++j) {
                assertNotEq(seen[i], seen[j], "one script serves one share");
            }
        }
    }
}
